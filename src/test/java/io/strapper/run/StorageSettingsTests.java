package io.strapper.run;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class StorageSettingsTests {

	private final ApplicationContextRunner server = new ApplicationContextRunner()
		.withUserConfiguration(RunConfiguration.class);

	@Test
	void keepAHundredLogsOfAnAppIfNobodySaysOtherwise() {
		this.server.run((context) -> {
			StorageSettings settings = context.getBean(StorageSettings.class);
			assertThat(settings.keep()).isEqualTo(new StorageSettings.Kept(100, null, null, null));
			assertThat(settings.minFreeSpace()).isEqualTo(DataSize.ofMegabytes(100));
		});
	}

	@Test
	void keepWhatTheyAreTold() {
		this.server
			.withPropertyValues("strapper.keep.runs=20", "strapper.keep.age=90d", "strapper.keep.size=1GB",
					"strapper.keep.total-size=20GB", "strapper.min-free-space=1GB")
			.run((context) -> {
				StorageSettings settings = context.getBean(StorageSettings.class);
				assertThat(settings.keep()).isEqualTo(new StorageSettings.Kept(20, Duration.ofDays(90),
						DataSize.ofGigabytes(1), DataSize.ofGigabytes(20)));
				assertThat(settings.minFreeSpace()).isEqualTo(DataSize.ofGigabytes(1));
			});
	}

	@Test
	void refuseToKeepNothing() {
		this.server.withPropertyValues("strapper.keep.runs=0").run((context) -> assertThat(context).hasFailed());
		this.server.withPropertyValues("strapper.keep.age=-1d").run((context) -> assertThat(context).hasFailed());
	}

}
