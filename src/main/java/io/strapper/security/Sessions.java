package io.strapper.security;

import org.jspecify.annotations.Nullable;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Where users are signed in. */
@Component
class Sessions {

	private final FindByIndexNameSessionRepository<? extends Session> repository;

	Sessions(FindByIndexNameSessionRepository<? extends Session> repository) {
		this.repository = repository;
	}

	/**
	 * Signs a user out everywhere.
	 * @param user the user's name
	 * @param except the identifier of the one session to keep, or null to keep none
	 */
	void end(String user, @Nullable String except) {
		for (String id : this.repository.findByPrincipalName(user).keySet()) {
			if (!id.equals(except)) {
				this.repository.deleteById(id);
			}
		}
	}

}
