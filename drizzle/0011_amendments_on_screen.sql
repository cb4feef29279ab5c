CREATE TABLE `amendment_drafts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`contents` text NOT NULL,
	`started_on` text NOT NULL,
	`started_by` integer,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`started_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `deadline_ledger` ADD `triggered_on` text;