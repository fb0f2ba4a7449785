package io.strapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class StrapperApplication {

	public static void main(String[] args) {
		SpringApplication.run(StrapperApplication.class, args);
	}

}
