ALTER TABLE `filings` ADD `accepted_on` text;--> statement-breakpoint
-- The last decision is the nearest thing kept before; of a revision that was returned it is the return.
UPDATE `filings` SET `accepted_on` = `decided_on` WHERE `accepted_version` IS NOT NULL;
