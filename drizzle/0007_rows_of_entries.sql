CREATE TABLE `history_rows` (
	`seq` integer PRIMARY KEY NOT NULL,
	`rows` text NOT NULL,
	FOREIGN KEY (`seq`) REFERENCES `history`(`seq`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `history` ADD `rows_digest` text;--> statement-breakpoint
CREATE INDEX `history_actor` ON `history` (`actor_id`,`seq`);--> statement-breakpoint
-- A program from before rows were noted that still runs beside this one is refused.
CREATE TRIGGER `history_with_rows` BEFORE INSERT ON `history` WHEN new.`rows_digest` IS NULL BEGIN SELECT RAISE(ABORT, 'history notes the rows it wrote'); END;--> statement-breakpoint
CREATE TRIGGER `history_rows_no_update` BEFORE UPDATE ON `history_rows` BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `history_rows_no_delete` BEFORE DELETE ON `history_rows` BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `history_payloads_no_update` BEFORE UPDATE ON `history_payloads` BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;--> statement-breakpoint
-- Contents go by redaction alone, which leaves an entry of its own first.
CREATE TRIGGER `history_payloads_no_delete` BEFORE DELETE ON `history_payloads` WHEN NOT EXISTS (
	SELECT 1 FROM `history` WHERE `verb` = 'history.redact' AND `subject` = 'entry' AND `subject_id` = old.`seq`
) BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;
