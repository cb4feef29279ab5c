CREATE TABLE `window_extensions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`window_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`closes_on` text NOT NULL,
	`reason` text NOT NULL,
	`decided_on` text NOT NULL,
	`recorded_at` text NOT NULL,
	`recorded_by` integer,
	FOREIGN KEY (`window_id`) REFERENCES `windows`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `bodies`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `window_extensions_window` ON `window_extensions` (`window_id`);--> statement-breakpoint
ALTER TABLE `filings` ADD `previous_version` integer;--> statement-breakpoint
ALTER TABLE `filings` ADD `previous_on` text;--> statement-breakpoint
-- Of revisions accepted before, what they replaced is in the history.
UPDATE `filings` SET (`previous_version`, `previous_on`) = (
	SELECT json_extract(p.`payload`, '$.after.acceptedVersion'), h.`on_day` FROM `history` h JOIN `history_payloads` p ON p.`seq` = h.`seq`
	WHERE h.`subject` = 'filing' AND h.`subject_id` = `filings`.`id` AND json_extract(p.`payload`, '$.after.act') = 'accept'
	ORDER BY h.`seq` DESC LIMIT 1 OFFSET 1
) WHERE `state` = 'accepted' AND `revision` > 1;--> statement-breakpoint
CREATE TRIGGER `window_extensions_no_update` BEFORE UPDATE ON `window_extensions` BEGIN SELECT RAISE(ABORT, 'extensions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `window_extensions_no_delete` BEFORE DELETE ON `window_extensions` BEGIN SELECT RAISE(ABORT, 'extensions are only added to'); END;
