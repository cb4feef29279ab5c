-- History, kept versions and the deadline ledger are only added to; the database itself refuses anything else.
CREATE TRIGGER `history_no_update` BEFORE UPDATE ON `history` BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `history_no_delete` BEFORE DELETE ON `history` BEGIN SELECT RAISE(ABORT, 'history is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_versions_no_update` BEFORE UPDATE ON `filing_versions` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_versions_no_delete` BEFORE DELETE ON `filing_versions` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_texts_no_update` BEFORE UPDATE ON `filing_texts` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_texts_no_delete` BEFORE DELETE ON `filing_texts` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `evidence_no_update` BEFORE UPDATE ON `evidence` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `evidence_no_delete` BEFORE DELETE ON `evidence` BEGIN SELECT RAISE(ABORT, 'filing versions are only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_notes_no_update` BEFORE UPDATE ON `filing_notes` BEGIN SELECT RAISE(ABORT, 'the exchange is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filing_notes_no_delete` BEFORE DELETE ON `filing_notes` BEGIN SELECT RAISE(ABORT, 'the exchange is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `filings_no_delete` BEFORE DELETE ON `filings` BEGIN SELECT RAISE(ABORT, 'filings are never deleted'); END;--> statement-breakpoint
CREATE TRIGGER `deadline_ledger_no_update` BEFORE UPDATE ON `deadline_ledger` BEGIN SELECT RAISE(ABORT, 'the deadline ledger is only added to'); END;--> statement-breakpoint
CREATE TRIGGER `deadline_ledger_no_delete` BEFORE DELETE ON `deadline_ledger` BEGIN SELECT RAISE(ABORT, 'the deadline ledger is only added to'); END;
