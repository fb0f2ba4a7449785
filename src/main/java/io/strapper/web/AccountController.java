package io.strapper.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.strapper.security.OwnPassword;
import io.strapper.user.RefusedException;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page where users change their own password. */
@Controller
@RequestMapping("/account")
class AccountController {

	private final OwnPassword ownPassword;

	AccountController(OwnPassword ownPassword) {
		this.ownPassword = ownPassword;
	}

	@GetMapping
	String account() {
		return "account";
	}

	@PostMapping("/password")
	String changePassword(@RequestParam String current, @RequestParam String password, @RequestParam String repeat,
			Authentication user, HttpServletRequest request, HttpServletResponse response, RedirectAttributes flash) {
		try {
			if (!password.equals(repeat)) {
				throw new RefusedException("The two new passwords differ: type the same one twice.");
			}
			this.ownPassword.change(request, response, user, current, password);
			flash.addFlashAttribute("message", "Your password is changed; elsewhere you are signed out.");
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/account";
	}

}
