CREATE TABLE `warning_overrides` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`activity_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`verdict` text,
	`note` text NOT NULL,
	`decided_on` text NOT NULL,
	`decided_by` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `warning_overrides_key` ON `warning_overrides` (`activity_id`,`quarter`);--> statement-breakpoint
ALTER TABLE `corrections` ADD `overrides_before` text;