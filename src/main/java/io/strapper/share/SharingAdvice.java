package io.strapper.share;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Adds {@code sharing} to every page's model: whether lines can be shared by a link. */
@ControllerAdvice
class SharingAdvice {

	private final ShareSettings settings;

	SharingAdvice(ShareSettings settings) {
		this.settings = settings;
	}

	@ModelAttribute("sharing")
	boolean sharing() {
		return this.settings.enabled();
	}

}
