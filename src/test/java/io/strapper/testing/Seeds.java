package io.strapper.testing;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** New seeds, or the one of {@code -Dseed=<number>}. */
final class Seeds implements ArgumentsProvider, AnnotationConsumer<SeededTest> {

	private int count;

	@Override
	public void accept(SeededTest test) {
		this.count = test.value();
	}

	@Override
	public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
		Long given = Long.getLong("seed");
		return (given != null) ? Stream.of(Arguments.of(given))
				: new Random().longs(this.count).mapToObj((seed) -> Arguments.of(seed));
	}

}
