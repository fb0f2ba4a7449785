package io.strapper.language;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the texts to templates: {@code #{key}} and {@code #texts}. */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

	@Bean
	MessageSource messageSource() {
		return new Bundles();
	}

	@Bean
	IExpressionObjectDialect textsDialect() {
		return new TextsDialect();
	}

	/** {@link Language} as Spring asks for it. */
	private static final class Bundles implements MessageSource {

		@Override
		public @Nullable String getMessage(String key, Object @Nullable [] arguments, @Nullable String otherwise,
				@Nullable Locale locale) {
			Language language = Language.of(locale);
			return language.has(key) ? language.text(key, (arguments != null) ? arguments : new Object[0]) : otherwise;
		}

		@Override
		public String getMessage(String key, Object @Nullable [] arguments, @Nullable Locale locale) {
			String text = getMessage(key, arguments, null, locale);
			if (text == null) {
				throw new NoSuchMessageException(key);
			}
			return text;
		}

		@Override
		public String getMessage(MessageSourceResolvable message, @Nullable Locale locale) {
			String[] keys = (message.getCodes() != null) ? message.getCodes() : new String[0];
			for (String key : keys) {
				if (Language.of(locale).has(key)) {
					return getMessage(key, message.getArguments(), locale);
				}
			}
			String otherwise = message.getDefaultMessage();
			if (otherwise == null) {
				throw new NoSuchMessageException((keys.length > 0) ? keys[0] : "");
			}
			return otherwise;
		}

	}

	/** {@link Texts} in the language of the page. */
	private static final class TextsDialect implements IExpressionObjectDialect, IExpressionObjectFactory {

		private static final String NAME = "texts";

		@Override
		public String getName() {
			return NAME;
		}

		@Override
		public IExpressionObjectFactory getExpressionObjectFactory() {
			return this;
		}

		@Override
		public Set<String> getAllExpressionObjectNames() {
			return Set.of(NAME);
		}

		@Override
		public Object buildObject(IExpressionContext context, String name) {
			return new Texts(Language.of(context.getLocale()));
		}

		@Override
		public boolean isCacheable(String name) {
			return true;
		}

	}

}
