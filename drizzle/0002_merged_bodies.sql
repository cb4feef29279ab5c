CREATE TABLE `body_mergers` (
	`body_id` integer PRIMARY KEY NOT NULL,
	`into_id` integer NOT NULL,
	`merged_on` text NOT NULL,
	`act` text NOT NULL,
	`ended_roles` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`into_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `activity_bodies` ADD `taken_from_id` integer REFERENCES bodies(id);--> statement-breakpoint
ALTER TABLE `bodies` ADD `version` integer DEFAULT 1 NOT NULL;