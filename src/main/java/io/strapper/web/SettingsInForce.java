package io.strapper.web;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.unit.DataSize;

/**
 * Strapper's effective settings, including defaults, by name. A new setting appears
 * without a change here. Of a setting with text only the fact that it is set is shown,
 * and of a possible secret not even that.
 */
@Component
class SettingsInForce {

	private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|key|credential).*");

	private final ApplicationContext context;

	SettingsInForce(ApplicationContext context) {
		this.context = context;
	}

	/** The values as text, by the names of the settings. */
	SortedMap<String, String> all() {
		SortedMap<String, String> all = new TreeMap<>();
		this.context.getBeansWithAnnotation(ConfigurationProperties.class)
			.values()
			.stream()
			.filter((bean) -> bean instanceof Record && bean.getClass().getName().startsWith("io.strapper."))
			.forEach((bean) -> add(prefix(bean), bean, all));
		return all;
	}

	private static String prefix(Object bean) {
		return MergedAnnotations.from(bean.getClass()).get(ConfigurationProperties.class).getString("prefix");
	}

	private static void add(String prefix, Object settings, Map<String, String> all) {
		for (RecordComponent component : settings.getClass().getRecordComponents()) {
			String name = prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
			Object value = value(component, settings);
			if (value instanceof Record nested) {
				add(name, nested, all);
			}
			else if (!SECRET.matcher(name).matches()) {
				all.put(name.replaceFirst("\\.value$", ""), text(value));
			}
		}
	}

	private static @Nullable Object value(RecordComponent component, Object settings) {
		ReflectionUtils.makeAccessible(component.getAccessor());
		return ReflectionUtils.invokeMethod(component.getAccessor(), settings);
	}

	private static String text(@Nullable Object value) {
		if (value == null) {
			return "not set";
		}
		if (value instanceof Duration duration) {
			boolean days = duration.toDays() > 1 && duration.equals(Duration.ofDays(duration.toDays()));
			return days ? duration.toDays() + "d"
					: duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
		}
		if (value instanceof DataSize size) {
			return size.toMegabytes() + "MB";
		}
		if (value instanceof Collection<?> values) {
			return values.isEmpty() ? "none" : values.size() + " set";
		}
		if (value instanceof Map<?, ?> values) {
			return values.isEmpty() ? "none" : values.size() + " set";
		}
		return (value instanceof Number || value instanceof Boolean || value instanceof Enum) ? value.toString()
				: "set";
	}

}
