package io.strapper.live;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** What pages and JSON need of the container. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	/**
	 * Each open dashboard asks for its apps once a second, and mostly nothing has
	 * changed.
	 */
	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> appsEtag() {
		FilterRegistrationBean<ShallowEtagHeaderFilter> filter = new FilterRegistrationBean<>(
				new ShallowEtagHeaderFilter());
		filter.addUrlPatterns("/api/apps");
		return filter;
	}

}
