package io.strapper.web;

import jakarta.servlet.http.HttpServletRequest;

import io.strapper.live.Answer;
import io.strapper.live.AnswerBudget;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.web.context.WebApplicationContext;

/** What controllers share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	/** Accounts for the memory of each answer until it was sent. */
	@Bean
	@Scope(WebApplicationContext.SCOPE_REQUEST)
	Answer answer(AnswerBudget budget, HttpServletRequest request) {
		return budget.begin(String.valueOf(request.getRemoteUser()));
	}

}
