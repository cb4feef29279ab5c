ALTER TABLE `history` ADD `link` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- A program from before the chain that still runs beside this one is refused.
CREATE TRIGGER `history_linked` BEFORE INSERT ON `history` WHEN length(new.`link`) <> 64 BEGIN SELECT RAISE(ABORT, 'history is linked'); END;--> statement-breakpoint
-- Entries that are there are linked by db/migration-steps.ts, which puts this back.
DROP TRIGGER IF EXISTS `history_no_update`;
