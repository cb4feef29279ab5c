-- What acts say of money and indicators is only added to, and a planned amount stands as it was first said. Triggers on insert are there for INSERT OR REPLACE.
CREATE TRIGGER `fund_changes_no_update` BEFORE UPDATE ON `fund_changes` BEGIN SELECT RAISE(ABORT, 'acts about money are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `fund_changes_no_delete` BEFORE DELETE ON `fund_changes` BEGIN SELECT RAISE(ABORT, 'acts about money are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `fund_changes_no_replace` BEFORE INSERT ON `fund_changes` WHEN EXISTS (SELECT 1 FROM `fund_changes` c WHERE c.`id` = new.`id` OR (c.`fund_id` = new.`fund_id` AND c.`position` = new.`position`)) BEGIN SELECT RAISE(ABORT, 'acts about money are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `funds_promise` BEFORE UPDATE ON `funds` BEGIN SELECT RAISE(ABORT, 'a planned amount is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `funds_no_delete` BEFORE DELETE ON `funds` BEGIN SELECT RAISE(ABORT, 'a planned amount is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `funds_no_replace` BEFORE INSERT ON `funds` WHEN EXISTS (SELECT 1 FROM `funds` f WHERE f.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'a planned amount is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `funds_one_amount` BEFORE INSERT ON `funds` WHEN new.`is_not_applicable` AND new.`planned` IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what is not applicable has no amount'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_withdrawals_no_update` BEFORE UPDATE ON `indicator_withdrawals` BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_withdrawals_no_delete` BEFORE DELETE ON `indicator_withdrawals` BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_withdrawals_no_replace` BEFORE INSERT ON `indicator_withdrawals` WHEN EXISTS (SELECT 1 FROM `indicator_withdrawals` w WHERE w.`indicator_id` = new.`indicator_id`) BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;
