CREATE TABLE `fund_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fund_id` integer NOT NULL,
	`position` integer NOT NULL,
	`decided_on` text NOT NULL,
	`state` text NOT NULL,
	`amount` text,
	`act` text NOT NULL,
	`reason` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`fund_id`) REFERENCES `funds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fund_changes_amount" CHECK(("fund_changes"."state" = 'amount') = ("fund_changes"."amount" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `fund_changes_position` ON `fund_changes` (`fund_id`,`position`);--> statement-breakpoint
CREATE TABLE `indicator_withdrawals` (
	`indicator_id` integer PRIMARY KEY NOT NULL,
	`decided_on` text NOT NULL,
	`act` text NOT NULL,
	`reason` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `funds` ADD `added_on` text;