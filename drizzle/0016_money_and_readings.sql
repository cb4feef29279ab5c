CREATE TABLE `exchange_rates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`rate_on` text NOT NULL,
	`rsd_per_eur` text NOT NULL,
	`source` text NOT NULL,
	`is_illustrative` integer DEFAULT false NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exchange_rates_day` ON `exchange_rates` (`strategy_id`,`rate_on`);--> statement-breakpoint
CREATE TABLE `indicator_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`position` integer NOT NULL,
	`decided_on` text NOT NULL,
	`passport` text NOT NULL,
	`act` text NOT NULL,
	`reason` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_changes_position` ON `indicator_changes` (`indicator_id`,`position`);--> statement-breakpoint
CREATE TABLE `spendings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`fund_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`state` text NOT NULL,
	`amount` text,
	`source` text NOT NULL,
	`said_on` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`fund_id`) REFERENCES `funds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "spendings_amount" CHECK(("spendings"."state" = 'amount') = ("spendings"."amount" is not null))
);
--> statement-breakpoint
CREATE INDEX `spendings_fund` ON `spendings` (`fund_id`);--> statement-breakpoint
ALTER TABLE `filing_versions` ADD `readings` text;--> statement-breakpoint
ALTER TABLE `filing_versions` ADD `spent` text;--> statement-breakpoint
ALTER TABLE `funds` ADD `programme` text;--> statement-breakpoint
ALTER TABLE `funds` ADD `is_not_applicable` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `indicators` ADD `added_on` text;--> statement-breakpoint
ALTER TABLE `readings` ADD `version` integer DEFAULT 1 NOT NULL;