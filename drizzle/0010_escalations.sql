CREATE TABLE `escalations` (
	`filing_id` integer PRIMARY KEY NOT NULL,
	`filing_version` integer NOT NULL,
	`note` text NOT NULL,
	`forwarded_on` text NOT NULL,
	`forwarded_by` integer,
	`answer` text,
	`answered_on` text,
	`answered_by` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`filing_id`) REFERENCES `filings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`forwarded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
