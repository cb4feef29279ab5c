ALTER TABLE `history` ADD `link` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Entries that are there are linked by db/migration-steps.ts, which puts this back.
DROP TRIGGER `history_no_update`;
