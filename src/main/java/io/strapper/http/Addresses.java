package io.strapper.http;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * The addresses that a setting of Tomcat's names: a list of addresses and CIDR blocks, or
 * a regular expression.
 */
final class Addresses implements Predicate<String> {

	private static final Pattern LIST = Pattern.compile("[0-9a-fA-F.:/]+(\\s*,\\s*[0-9a-fA-F.:/]+)*");

	private final List<Predicate<String>> any;

	Addresses(String setting) {
		this.any = LIST.matcher(setting.strip()).matches() ? Stream.of(setting.strip().split("\\s*,\\s*"))
			.<Predicate<String>>map((block) -> new IpAddressMatcher(block)::matches)
			.toList() : List.of(Pattern.compile(setting).asMatchPredicate());
	}

	@Override
	public boolean test(String address) {
		return this.any.stream().anyMatch((block) -> block.test(address));
	}

}
