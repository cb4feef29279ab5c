CREATE TABLE `line_digests` (
	`frozen_id` integer PRIMARY KEY NOT NULL,
	`digests` blob NOT NULL,
	FOREIGN KEY (`frozen_id`) REFERENCES `frozen_quarters`(`id`) ON UPDATE no action ON DELETE no action
);
