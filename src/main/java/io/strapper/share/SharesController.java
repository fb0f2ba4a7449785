package io.strapper.share;

import java.util.List;

import io.strapper.language.Sentence;
import io.strapper.security.AppRules;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page where users see and revoke the links that they have made. */
@Controller
@RequestMapping("/account/shares")
@ConditionalOnBooleanProperty(name = "strapper.share.enabled", matchIfMissing = true)
class SharesController {

	private final OwnShares shares;

	private final AppRules rules;

	SharesController(OwnShares shares, AppRules rules) {
		this.shares = shares;
		this.rules = rules;
	}

	@GetMapping
	String page(Authentication user, Model model) {
		List<ShareView> all = this.shares.list(user);
		model.addAttribute("own", all.stream().filter((share) -> user.getName().equals(share.createdBy())).toList());
		model.addAttribute("others",
				all.stream().filter((share) -> !user.getName().equals(share.createdBy())).toList());
		model.addAttribute("admin", this.rules.isAdmin(user));
		return "shares";
	}

	@PostMapping("/{id}/revoke")
	String revoke(@PathVariable long id, Authentication user, RedirectAttributes flash) {
		this.shares.revoke(user, id)
			.ifPresentOrElse((share) -> flash.addFlashAttribute("message", Sentence.of("share.revoked")),
					() -> flash.addFlashAttribute("problem", Sentence.of("share.gone")));
		return "redirect:/account/shares";
	}

}
