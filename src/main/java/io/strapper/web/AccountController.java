package io.strapper.web;

import jakarta.servlet.http.HttpServletRequest;

import io.strapper.audit.Audit;
import io.strapper.security.SignInGate;
import io.strapper.user.RefusedException;
import io.strapper.user.Users;

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

	private final Users users;

	private final SignInGate gate;

	private final Audit audit;

	AccountController(Users users, SignInGate gate, Audit audit) {
		this.users = users;
		this.gate = gate;
		this.audit = audit;
	}

	@GetMapping
	String account() {
		return "account";
	}

	@PostMapping("/password")
	String changePassword(@RequestParam String current, @RequestParam String password, @RequestParam String repeat,
			Authentication user, HttpServletRequest request, RedirectAttributes flash) {
		try {
			if (!password.equals(repeat)) {
				throw new RefusedException("The two new passwords differ: type the same one twice.");
			}
			this.gate.askOwner(user.getName());
			if (!this.users.hasPassword(user.getName(), current)) {
				throw new RefusedException("That is not your current password: try again.");
			}
			this.gate.knowsOwner(user.getName());
			this.users.changePassword(user.getName(), password, request.getSession().getId());
			this.audit.note("change password", null);
			request.changeSessionId();
			flash.addFlashAttribute("message", "Your password is changed; elsewhere you are signed out.");
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/account";
	}

}
