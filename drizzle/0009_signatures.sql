CREATE TABLE `signature_rules` (
	`strategy_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`is_required` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`strategy_id`, `body_id`),
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `signatures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`filing_id` integer NOT NULL,
	`version` integer NOT NULL,
	`letter_number` text NOT NULL,
	`letter_on` text NOT NULL,
	`signed_on` text NOT NULL,
	`signed_by` integer,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`signed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `signatures_filing` ON `signatures` (`filing_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_rights` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` integer NOT NULL,
	`strategy_id` integer NOT NULL,
	`role` text NOT NULL,
	`body_id` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rights_body" CHECK(("__new_rights"."role" in ('reporter', 'signatory')) = ("__new_rights"."body_id" is not null))
);
--> statement-breakpoint
INSERT INTO `__new_rights`("id", "user_id", "strategy_id", "role", "body_id") SELECT "id", "user_id", "strategy_id", "role", "body_id" FROM `rights`;--> statement-breakpoint
DROP TABLE `rights`;--> statement-breakpoint
ALTER TABLE `__new_rights` RENAME TO `rights`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `rights_body_one` ON `rights` (`user_id`,`strategy_id`,`role`,`body_id`) WHERE "rights"."body_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `rights_one` ON `rights` (`user_id`,`strategy_id`,`role`) WHERE "rights"."body_id" is null;--> statement-breakpoint
ALTER TABLE `filings` ADD `offered_version` integer;--> statement-breakpoint
CREATE TRIGGER `signatures_no_update` BEFORE UPDATE ON `signatures` BEGIN SELECT RAISE(ABORT, 'signatures are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `signatures_no_delete` BEFORE DELETE ON `signatures` BEGIN SELECT RAISE(ABORT, 'signatures are only added to'); END;
