CREATE TABLE `corrections` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`frozen_id` integer NOT NULL,
	`plan_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`reason` text NOT NULL,
	`activity_ids` text NOT NULL,
	`before` text NOT NULL,
	`opened_on` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	`ended_on` text,
	`outcome` text,
	FOREIGN KEY (`frozen_id`) REFERENCES `frozen_quarters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `corrections_open` ON `corrections` (`plan_id`,`quarter`) WHERE "corrections"."outcome" is null;--> statement-breakpoint
CREATE TABLE `frozen_lines` (
	`frozen_id` integer NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`activity_id` integer,
	`line` text NOT NULL,
	PRIMARY KEY(`frozen_id`, `number`),
	FOREIGN KEY (`frozen_id`) REFERENCES `frozen_quarters`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `frozen_lines_activity` ON `frozen_lines` (`activity_id`,`kind`);--> statement-breakpoint
CREATE TABLE `frozen_quarters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`revision` integer NOT NULL,
	`hash` text NOT NULL,
	`lines` integer NOT NULL,
	`frozen_on` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `frozen_quarters_revision` ON `frozen_quarters` (`plan_id`,`quarter`,`revision`);--> statement-breakpoint
-- A record is only added to, and whole when it is added.
CREATE TRIGGER `frozen_quarters_no_update` BEFORE UPDATE ON `frozen_quarters` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `frozen_quarters_no_delete` BEFORE DELETE ON `frozen_quarters` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `frozen_lines_no_update` BEFORE UPDATE ON `frozen_lines` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `frozen_lines_no_delete` BEFORE DELETE ON `frozen_lines` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `frozen_lines_no_more` BEFORE INSERT ON `frozen_lines` WHEN new.`number` > (SELECT `lines` FROM `frozen_quarters` WHERE `id` = new.`frozen_id`) BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
-- INSERT OR REPLACE deletes without asking the triggers on delete.
CREATE TRIGGER `frozen_lines_no_replace` BEFORE INSERT ON `frozen_lines` WHEN new.`number` < 1 OR EXISTS (SELECT 1 FROM `frozen_lines` l WHERE l.`frozen_id` = new.`frozen_id` AND l.`number` = new.`number`) BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `frozen_quarters_no_replace` BEFORE INSERT ON `frozen_quarters` WHEN EXISTS (SELECT 1 FROM `frozen_quarters` q WHERE q.`id` = new.`id` OR (q.`plan_id` = new.`plan_id` AND q.`quarter` = new.`quarter` AND q.`revision` = new.`revision`)) BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;
