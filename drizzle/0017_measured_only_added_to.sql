-- What is measured is only added to, and a passport stands as adopted: an act says it anew beside it. Triggers on insert are there for INSERT OR REPLACE.
CREATE TRIGGER `indicator_changes_no_update` BEFORE UPDATE ON `indicator_changes` BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_changes_no_delete` BEFORE DELETE ON `indicator_changes` BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_changes_no_replace` BEFORE INSERT ON `indicator_changes` WHEN EXISTS (SELECT 1 FROM `indicator_changes` a WHERE a.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'acts about indicators are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `spendings_no_update` BEFORE UPDATE ON `spendings` BEGIN SELECT RAISE(ABORT, 'what was spent is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `spendings_no_delete` BEFORE DELETE ON `spendings` BEGIN SELECT RAISE(ABORT, 'what was spent is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `spendings_no_replace` BEFORE INSERT ON `spendings` WHEN EXISTS (SELECT 1 FROM `spendings` a WHERE a.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'what was spent is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `exchange_rates_no_update` BEFORE UPDATE ON `exchange_rates` BEGIN SELECT RAISE(ABORT, 'exchange rates are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `exchange_rates_no_delete` BEFORE DELETE ON `exchange_rates` BEGIN SELECT RAISE(ABORT, 'exchange rates are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `exchange_rates_no_replace` BEFORE INSERT ON `exchange_rates` WHEN EXISTS (SELECT 1 FROM `exchange_rates` a WHERE a.`id` = new.`id`) BEGIN SELECT RAISE(ABORT, 'exchange rates are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `indicators_promise` BEFORE UPDATE ON `indicators` BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `indicators_no_delete` BEFORE DELETE ON `indicators` BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `indicators_no_replace` BEFORE INSERT ON `indicators` WHEN EXISTS (SELECT 1 FROM `indicators` i WHERE i.`id` = new.`id` OR (i.`strategy_id` = new.`strategy_id` AND i.`key` = new.`key`)) BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_targets_no_update` BEFORE UPDATE ON `indicator_targets` BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_targets_no_delete` BEFORE DELETE ON `indicator_targets` BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;--> statement-breakpoint
CREATE TRIGGER `indicator_targets_no_replace` BEFORE INSERT ON `indicator_targets` WHEN EXISTS (SELECT 1 FROM `indicator_targets` t WHERE t.`indicator_id` = new.`indicator_id` AND t.`year` = new.`year`) BEGIN SELECT RAISE(ABORT, 'a passport is changed by an act alone'); END;
