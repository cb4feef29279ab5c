CREATE TABLE `pack_files` (
	`pack_id` integer PRIMARY KEY NOT NULL,
	`bytes` blob NOT NULL,
	FOREIGN KEY (`pack_id`) REFERENCES `packs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `packs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`period` text NOT NULL,
	`locale` text NOT NULL,
	`format` text NOT NULL,
	`layout` integer NOT NULL,
	`stands_on` text NOT NULL,
	`hash` text NOT NULL,
	`size` integer NOT NULL,
	`kept_on` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `packs_one` ON `packs` (`plan_id`,`period`,`locale`,`format`,`layout`,`stands_on`);--> statement-breakpoint
CREATE INDEX `packs_hash` ON `packs` (`hash`);--> statement-breakpoint
-- What was given out does not change. INSERT OR REPLACE deletes without asking the triggers on delete.
CREATE TRIGGER `packs_no_update` BEFORE UPDATE ON `packs` BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;--> statement-breakpoint
CREATE TRIGGER `packs_no_delete` BEFORE DELETE ON `packs` BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;--> statement-breakpoint
CREATE TRIGGER `packs_no_replace` BEFORE INSERT ON `packs` WHEN EXISTS (SELECT 1 FROM `packs` p WHERE p.`id` = new.`id` OR (p.`plan_id` = new.`plan_id` AND p.`period` = new.`period` AND p.`locale` = new.`locale` AND p.`format` = new.`format` AND p.`layout` = new.`layout` AND p.`stands_on` = new.`stands_on`)) BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;--> statement-breakpoint
CREATE TRIGGER `pack_files_no_update` BEFORE UPDATE ON `pack_files` BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;--> statement-breakpoint
CREATE TRIGGER `pack_files_no_delete` BEFORE DELETE ON `pack_files` BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;--> statement-breakpoint
CREATE TRIGGER `pack_files_no_replace` BEFORE INSERT ON `pack_files` WHEN EXISTS (SELECT 1 FROM `pack_files` f WHERE f.`pack_id` = new.`pack_id`) BEGIN SELECT RAISE(ABORT, 'a kept pack does not change'); END;
