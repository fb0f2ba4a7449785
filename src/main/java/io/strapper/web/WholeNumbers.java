package io.strapper.web;

import java.util.regex.Pattern;

import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Numbers in addresses have one spelling: decimal digits of ASCII, without a sign before
 * positive ones and without leading zeros. Spring would take {@code 0x1}, {@code #1} and
 * other scripts' digits too, so that one run would have many addresses.
 */
@Configuration(proxyBeanMethods = false)
class WholeNumbers implements WebMvcConfigurer {

	private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,18}");

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverter(String.class, Long.class, (text) -> Long.valueOf(spelled(text)));
		registry.addConverter(String.class, Integer.class, (text) -> Integer.valueOf(spelled(text)));
	}

	private static String spelled(String text) {
		if (!NUMBER.matcher(text).matches()) {
			throw new NumberFormatException("No whole number");
		}
		return text;
	}

}
