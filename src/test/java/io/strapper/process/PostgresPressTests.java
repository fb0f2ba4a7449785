package io.strapper.process;

import io.strapper.testing.Postgres;

/** Another database decides the same races in the same way. */
class PostgresPressTests extends PressTests {

	@Override
	String database() {
		return Postgres.emptyDatabase();
	}

}
