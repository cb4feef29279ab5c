CREATE TABLE `activities` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`measure_id` integer NOT NULL,
	`key` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	`in_force_from` text NOT NULL,
	`in_force_until` text,
	`ended` text,
	`deadline_reading` text NOT NULL,
	`deadline_on` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measures`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `activities_key` ON `activities` (`plan_id`,`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `activities_code` ON `activities` (`plan_id`,`code`);--> statement-breakpoint
CREATE INDEX `activities_measure` ON `activities` (`measure_id`);--> statement-breakpoint
CREATE TABLE `activity_bodies` (
	`activity_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`role` text NOT NULL,
	`from_on` text NOT NULL,
	`until_on` text,
	`position` integer NOT NULL,
	PRIMARY KEY(`activity_id`, `body_id`, `role`, `from_on`),
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `activity_bodies_body` ON `activity_bodies` (`body_id`);--> statement-breakpoint
CREATE TABLE `amendment_changes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`amendment_id` integer NOT NULL,
	`kind` text NOT NULL,
	`activity_id` integer NOT NULL,
	`into_id` integer,
	`position` integer NOT NULL,
	FOREIGN KEY (`amendment_id`) REFERENCES `amendments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`into_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `amendment_changes_amendment` ON `amendment_changes` (`amendment_id`);--> statement-breakpoint
CREATE TABLE `amendments` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`key` text NOT NULL,
	`adopted_on` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `amendments_key` ON `amendments` (`plan_id`,`key`);--> statement-breakpoint
CREATE TABLE `bodies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`parent_id` integer,
	`email` text,
	FOREIGN KEY (`parent_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bodies_key_unique` ON `bodies` (`key`);--> statement-breakpoint
CREATE TABLE `body_names` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`body_id` integer NOT NULL,
	`lang` text NOT NULL,
	`name` text NOT NULL,
	`short` text,
	`is_alias` integer DEFAULT false NOT NULL,
	`from_on` text,
	`until_on` text,
	`position` integer NOT NULL,
	`provenance` text NOT NULL,
	`source` text,
	`quote` text,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `body_names_body` ON `body_names` (`body_id`);--> statement-breakpoint
CREATE TABLE `deadline_ledger` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`activity_id` integer NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`decided_on` text NOT NULL,
	`from_reading` text NOT NULL,
	`to_reading` text NOT NULL,
	`to_on` text,
	`amendment_id` integer,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`amendment_id`) REFERENCES `amendments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_ledger_position` ON `deadline_ledger` (`activity_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `deadline_ledger_key` ON `deadline_ledger` (`activity_id`,`key`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`version_id` integer NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`number` text,
	`dated_on` text,
	`url` text,
	PRIMARY KEY(`version_id`, `position`),
	FOREIGN KEY (`version_id`) REFERENCES `filing_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `filing_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`filing_id` integer NOT NULL,
	`version` integer NOT NULL,
	`field` text,
	`lang` text NOT NULL,
	`text` text NOT NULL,
	`written_on` text NOT NULL,
	`written_by` integer,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`written_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `filing_notes_filing` ON `filing_notes` (`filing_id`);--> statement-breakpoint
CREATE TABLE `filing_texts` (
	`version_id` integer NOT NULL,
	`field` text NOT NULL,
	`lang` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`version_id`, `field`, `lang`),
	FOREIGN KEY (`version_id`) REFERENCES `filing_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `filing_versions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`filing_id` integer NOT NULL,
	`number` integer NOT NULL,
	`step_id` integer,
	`completed_on` text,
	`expected_completion` text,
	`is_nothing_to_report` integer DEFAULT false NOT NULL,
	`letter_number` text,
	`letter_on` text,
	`saved_at` text NOT NULL,
	`saved_on` text NOT NULL,
	`saved_by` integer,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`step_id`) REFERENCES `steps`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filing_versions_number` ON `filing_versions` (`filing_id`,`number`);--> statement-breakpoint
CREATE TABLE `filings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`activity_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`revision_reason` text,
	`accepted_version` integer,
	`first_submitted_on` text,
	`submitted_on` text,
	`submitted_by` integer,
	`read_on` text,
	`decided_on` text,
	`decided_by` integer,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`submitted_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filings_triple` ON `filings` (`activity_id`,`quarter`,`body_id`);--> statement-breakpoint
CREATE INDEX `filings_quarter` ON `filings` (`quarter`);--> statement-breakpoint
CREATE TABLE `funds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`activity_id` integer NOT NULL,
	`year` integer NOT NULL,
	`source` text NOT NULL,
	`planned` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `funds_activity` ON `funds` (`activity_id`);--> statement-breakpoint
CREATE TABLE `goals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goals_key` ON `goals` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `history` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`recorded_at` text NOT NULL,
	`on_day` text NOT NULL,
	`actor_id` integer,
	`via` text NOT NULL,
	`verb` text NOT NULL,
	`strategy_id` integer,
	`quarter` text,
	`subject` text NOT NULL,
	`subject_id` integer,
	`payload_digest` text NOT NULL,
	FOREIGN KEY (`actor_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `history_strategy` ON `history` (`strategy_id`,`seq`);--> statement-breakpoint
CREATE INDEX `history_subject` ON `history` (`subject`,`subject_id`);--> statement-breakpoint
CREATE TABLE `history_payloads` (
	`seq` integer PRIMARY KEY NOT NULL,
	`payload` text NOT NULL,
	FOREIGN KEY (`seq`) REFERENCES `history`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `indicator_targets` (
	`indicator_id` integer NOT NULL,
	`year` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`indicator_id`, `year`),
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `indicators` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`activity_id` integer,
	`goal_id` integer,
	`direction` text NOT NULL,
	`is_cumulative` integer DEFAULT false NOT NULL,
	`baseline_value` text,
	`baseline_on` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`activity_id`) REFERENCES `activities`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicators_owner" CHECK(("indicators"."activity_id" is null) <> ("indicators"."goal_id" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicators_key` ON `indicators` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `measures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`goal_id` integer NOT NULL,
	`key` text NOT NULL,
	`code` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `measures_key` ON `measures` (`plan_id`,`key`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`adopted_on` text NOT NULL,
	`first_quarter` text NOT NULL,
	`last_quarter` text NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_key` ON `plans` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `provenances` (
	`strategy_id` integer NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`field` text NOT NULL,
	`kind` text NOT NULL,
	`source_id` integer,
	`quote` text,
	PRIMARY KEY(`strategy_id`, `subject`, `subject_id`, `field`),
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `readings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`read_on` text NOT NULL,
	`value` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `readings_day` ON `readings` (`indicator_id`,`read_on`);--> statement-breakpoint
CREATE TABLE `rights` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`strategy_id` integer NOT NULL,
	`role` text NOT NULL,
	`body_id` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rights_body" CHECK(("rights"."role" = 'reporter') = ("rights"."body_id" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rights_body_one` ON `rights` (`user_id`,`strategy_id`,`role`,`body_id`) WHERE "rights"."body_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `rights_one` ON `rights` (`user_id`,`strategy_id`,`role`) WHERE "rights"."body_id" is null;--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`note` text,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_key` ON `sources` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `steps` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`role` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `steps_key` ON `steps` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `strategies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`languages` text NOT NULL,
	`adopted_on` text,
	`published_on` text,
	`gazette` text,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`lead_body_id` integer,
	FOREIGN KEY (`lead_body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strategies_slug_unique` ON `strategies` (`slug`);--> statement-breakpoint
CREATE TABLE `strategy_facts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`strategy_id` integer NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `strategy_facts_key` ON `strategy_facts` (`strategy_id`,`key`);--> statement-breakpoint
CREATE TABLE `texts` (
	`strategy_id` integer NOT NULL,
	`subject` text NOT NULL,
	`subject_id` integer NOT NULL,
	`field` text NOT NULL,
	`lang` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`strategy_id`, `subject`, `subject_id`, `field`, `lang`),
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`function_title` text,
	`password_hash` text,
	`must_change_password` integer DEFAULT false NOT NULL,
	`is_administrator` integer DEFAULT false NOT NULL,
	`is_disabled` integer DEFAULT false NOT NULL,
	`locale` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);--> statement-breakpoint
CREATE TABLE `windows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`opens_on` text NOT NULL,
	`due_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "windows_order" CHECK("windows"."opens_on" <= "windows"."due_on" and "windows"."due_on" <= "windows"."closes_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `windows_quarter` ON `windows` (`plan_id`,`quarter`);