-- Nothing but an amendment changes a promise, and its deadline moves by the ledger alone; the database itself refuses anything else. Triggers on
-- insert are there for INSERT OR REPLACE, which deletes without asking those on delete.
CREATE TRIGGER `activities_promise` BEFORE UPDATE OF `id`, `plan_id`, `measure_id`, `key`, `code`, `in_force_from`, `deadline_reading`, `deadline_on` ON `activities` BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
CREATE TRIGGER `activities_end` BEFORE UPDATE OF `in_force_until`, `ended` ON `activities` WHEN old.`ended` IS NOT NULL OR NOT EXISTS (
	SELECT 1 FROM `amendment_changes` c JOIN `amendments` a ON a.`id` = c.`amendment_id`
	WHERE c.`activity_id` = old.`id` AND a.`adopted_on` = new.`in_force_until`
	AND new.`ended` = CASE c.`kind` WHEN 'withdraw' THEN 'withdrawn' WHEN 'merge' THEN 'merged' WHEN 'split' THEN 'split' END) BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
CREATE TRIGGER `activities_no_delete` BEFORE DELETE ON `activities` BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
CREATE TRIGGER `activities_no_replace` BEFORE INSERT ON `activities` WHEN EXISTS (SELECT 1 FROM `activities` a WHERE a.`id` = new.`id` OR (a.`plan_id` = new.`plan_id` AND (a.`key` = new.`key` OR a.`code` = new.`code`))) BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
CREATE TRIGGER `amendments_no_update` BEFORE UPDATE ON `amendments` BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `amendments_no_delete` BEFORE DELETE ON `amendments` BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `amendments_no_replace` BEFORE INSERT ON `amendments` WHEN EXISTS (SELECT 1 FROM `amendments` a WHERE a.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `amendment_changes_no_update` BEFORE UPDATE ON `amendment_changes` BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `amendment_changes_no_delete` BEFORE DELETE ON `amendment_changes` BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `amendment_changes_no_replace` BEFORE INSERT ON `amendment_changes` WHEN EXISTS (SELECT 1 FROM `amendment_changes` a WHERE a.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'amendments are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `texts_no_update` BEFORE UPDATE ON `texts` WHEN old.`subject` IN ('goal', 'measure', 'activity', 'amendment', 'change', 'ledger') OR new.`subject` IN ('goal', 'measure', 'activity', 'amendment', 'change', 'ledger') BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
CREATE TRIGGER `texts_no_delete` BEFORE DELETE ON `texts` WHEN old.`subject` IN ('goal', 'measure', 'activity', 'amendment', 'change', 'ledger') BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
-- A language that is missing may be added; one that is there, in whichever script, is not said anew.
CREATE TRIGGER `texts_no_replace` BEFORE INSERT ON `texts` WHEN new.`subject` IN ('goal', 'measure', 'activity', 'amendment', 'change', 'ledger') AND EXISTS (
	SELECT 1 FROM `texts` t WHERE t.`strategy_id` = new.`strategy_id` AND t.`subject` = new.`subject` AND t.`subject_id` = new.`subject_id`
	AND t.`field` = new.`field` AND (t.`lang` || '-') LIKE (substr(new.`lang` || '-', 1, instr(new.`lang` || '-', '-')) || '%')) BEGIN SELECT RAISE(ABORT, 'a promise is changed by an amendment alone'); END;--> statement-breakpoint
-- The first entry starts from the adopted deadline, each other where the one before ended.
CREATE TRIGGER `deadline_ledger_chain` BEFORE INSERT ON `deadline_ledger` WHEN new.`position` <> 1 + (SELECT count(*) FROM `deadline_ledger` l WHERE l.`activity_id` = new.`activity_id`)
	OR EXISTS (SELECT 1 FROM `deadline_ledger` l WHERE l.`id` = new.`id` OR (l.`activity_id` = new.`activity_id` AND l.`decided_on` > new.`decided_on`))
	OR (new.`kind` = 'amendment') <> (new.`amendment_id` IS NOT NULL)
	OR new.`from_reading` IS NOT coalesce(
		(SELECT l.`to_reading` FROM `deadline_ledger` l WHERE l.`activity_id` = new.`activity_id` ORDER BY l.`position` DESC LIMIT 1),
		(SELECT a.`deadline_reading` FROM `activities` a WHERE a.`id` = new.`activity_id`)) BEGIN SELECT RAISE(ABORT, 'an entry of the deadline ledger starts where the one before ended'); END;--> statement-breakpoint
CREATE TRIGGER `activity_bodies_promise` BEFORE UPDATE OF `activity_id`, `body_id`, `role`, `from_on`, `taken_from_id` ON `activity_bodies` BEGIN SELECT RAISE(ABORT, 'roles change by an amendment or by a merger of bodies alone'); END;--> statement-breakpoint
CREATE TRIGGER `activity_bodies_end` BEFORE UPDATE OF `until_on` ON `activity_bodies` WHEN NOT EXISTS (
	SELECT 1 FROM `amendment_changes` c JOIN `amendments` a ON a.`id` = c.`amendment_id`
	WHERE c.`kind` = 'change' AND c.`activity_id` = old.`activity_id` AND a.`adopted_on` = new.`until_on`)
	AND NOT EXISTS (
	SELECT 1 FROM `body_mergers` m WHERE old.`body_id` IN (m.`body_id`, m.`into_id`) AND m.`merged_on` <= coalesce(new.`until_on`, old.`until_on`)) BEGIN SELECT RAISE(ABORT, 'roles change by an amendment or by a merger of bodies alone'); END;--> statement-breakpoint
CREATE TRIGGER `activity_bodies_no_delete` BEFORE DELETE ON `activity_bodies` WHEN old.`taken_from_id` IS NULL BEGIN SELECT RAISE(ABORT, 'roles change by an amendment or by a merger of bodies alone'); END;--> statement-breakpoint
-- A role begins with its activity, by an amendment, or where a merged body had it.
CREATE TRIGGER `activity_bodies_begin` BEFORE INSERT ON `activity_bodies` WHEN EXISTS (
	SELECT 1 FROM `activity_bodies` b WHERE b.`activity_id` = new.`activity_id` AND b.`body_id` = new.`body_id` AND b.`role` = new.`role` AND b.`from_on` = new.`from_on`)
	OR (new.`from_on` <> (SELECT a.`in_force_from` FROM `activities` a WHERE a.`id` = new.`activity_id`)
	AND NOT EXISTS (SELECT 1 FROM `body_mergers` m WHERE m.`body_id` = new.`taken_from_id` AND m.`merged_on` <= new.`from_on`)
	AND NOT EXISTS (
	SELECT 1 FROM `amendment_changes` c JOIN `amendments` a ON a.`id` = c.`amendment_id`
	WHERE c.`kind` = 'change' AND c.`activity_id` = new.`activity_id` AND a.`adopted_on` = new.`from_on`)) BEGIN SELECT RAISE(ABORT, 'roles change by an amendment or by a merger of bodies alone'); END;
