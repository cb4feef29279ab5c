CREATE TABLE `compared_activities` (
	`frozen_id` integer NOT NULL,
	`number` integer NOT NULL,
	`activities` blob NOT NULL,
	PRIMARY KEY(`frozen_id`, `number`),
	FOREIGN KEY (`frozen_id`) REFERENCES `frozen_quarters`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TRIGGER `compared_activities_no_update` BEFORE UPDATE ON `compared_activities` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
CREATE TRIGGER `compared_activities_no_delete` BEFORE DELETE ON `compared_activities` BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;--> statement-breakpoint
-- INSERT OR REPLACE deletes without asking the triggers on delete.
CREATE TRIGGER `compared_activities_no_replace` BEFORE INSERT ON `compared_activities` WHEN EXISTS (SELECT 1 FROM `compared_activities` c WHERE c.`frozen_id` = new.`frozen_id` AND c.`number` = new.`number`) BEGIN SELECT RAISE(ABORT, 'a frozen quarter does not change'); END;
