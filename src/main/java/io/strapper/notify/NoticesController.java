package io.strapper.notify;

import java.util.List;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.language.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of notices: of an app, for those who may press its buttons, and of the
 * server, for administrators. Each shows the channels, and what has become of the last
 * notices.
 */
@Controller
class NoticesController {

	private final NoticeDesk desk;

	private final PublicUrl address;

	NoticesController(NoticeDesk desk, PublicUrl address) {
		this.desk = desk;
		this.address = address;
	}

	@GetMapping("/apps/{app}/notices")
	String ofApp(@PathVariable AppId app, Authentication user, Model model) {
		App shown = this.desk.require(app, user);
		model.addAttribute("app", shown);
		model.addAttribute("mayTest", this.desk.mayTest(user));
		return page(model, this.desk.channels(app), this.desk.of(app));
	}

	@GetMapping("/notices")
	String ofServer(Model model) {
		model.addAttribute("mayTest", true);
		return page(model, this.desk.channels(), this.desk.newest());
	}

	private String page(Model model, List<Channel> channels, List<Notice> notices) {
		model.addAttribute("channels", channels);
		model.addAttribute("notices", notices);
		model.addAttribute("linked", this.address.publicUrl() != null);
		return "notices";
	}

	@PostMapping("/apps/{app}/notices/{channel}/test")
	String test(@PathVariable AppId app, @PathVariable String channel, Authentication user, RedirectAttributes flash) {
		tell(this.desk.test(app, channel, user), flash);
		return "redirect:/apps/" + app + "/notices";
	}

	@PostMapping("/notices/{channel}/test")
	String test(@PathVariable String channel, Authentication user, RedirectAttributes flash) {
		tell(this.desk.test(null, channel, user), flash);
		return "redirect:/notices";
	}

	private static void tell(@Nullable Notice test, RedirectAttributes flash) {
		if (test == null) {
			flash.addFlashAttribute("problem", Sentence.of("notices.test.gone"));
			return;
		}
		switch (test.state()) {
			case SENT -> flash.addFlashAttribute("message", Sentence.of("notices.test.sent", test.channel()));
			case WAITING -> flash.addFlashAttribute("message", Sentence.of("notices.test.waiting", test.channel()));
			case FAILED -> flash.addFlashAttribute("problem",
					Sentence.of("notices.test.failed", test.channel(), String.valueOf(test.reason())));
		}
	}

}
