package io.strapper.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much of the disk runs may take.
 *
 * @param minFreeSpace what must be free on the home's disk for a new deploy: enough that
 * the runs that go on, and the database, are not cut off before somebody makes room, and
 * little enough to be there on a small machine that is in order
 */
@ConfigurationProperties("strapper")
record StorageSettings(@DefaultValue("100MB") DataSize minFreeSpace) {
}
