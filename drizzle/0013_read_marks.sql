CREATE TABLE `read_marks` (
	`user_id` integer NOT NULL,
	`strategy_id` integer NOT NULL,
	`quarter` text NOT NULL,
	`revision` integer NOT NULL,
	`read_on` text NOT NULL,
	`read_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `strategy_id`, `quarter`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`strategy_id`) REFERENCES `strategies`(`id`) ON UPDATE no action ON DELETE no action
);
