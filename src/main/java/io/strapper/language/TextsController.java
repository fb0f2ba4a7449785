package io.strapper.language;

import java.time.Duration;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Serves the texts of the browser's modules: they are open to all, as the modules are.
 */
@Controller
class TextsController {

	private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");

	/**
	 * The texts of a language.
	 * @param version the one that the page names; another one may not be kept
	 */
	@GetMapping("/js/texts/{tag}.js")
	ResponseEntity<String> texts(@PathVariable String tag,
			@RequestParam(name = "v", defaultValue = "") String version) {
		BrowserTexts texts = Language.find(tag)
			.map(BrowserTexts::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
		CacheControl cache = texts.version().equals(version)
				? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable() : CacheControl.noCache();
		return ResponseEntity.ok().cacheControl(cache).contentType(SCRIPT).body(texts.module());
	}

}
