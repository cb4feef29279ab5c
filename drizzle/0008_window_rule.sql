ALTER TABLE `plans` ADD `window_opens` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `window_due` integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE `plans` ADD `window_closes` integer DEFAULT 31 NOT NULL;