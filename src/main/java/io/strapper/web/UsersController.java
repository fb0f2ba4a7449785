package io.strapper.web;

import java.util.Map;

import io.strapper.audit.Audit;
import io.strapper.user.RefusedException;
import io.strapper.user.Role;
import io.strapper.user.Users;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The users' page; only an administrator comes here. */
@Controller
@RequestMapping("/users")
class UsersController {

	private final Users users;

	private final Audit audit;

	UsersController(Users users, Audit audit) {
		this.users = users;
		this.audit = audit;
	}

	@GetMapping
	String users(Model model) {
		model.addAttribute("users", this.users.all());
		if (!model.containsAttribute("form")) {
			model.addAttribute("form", Map.of("username", "", "role", Role.VIEWER));
		}
		return "users";
	}

	@PostMapping
	String add(@RequestParam String username, @RequestParam String password, @RequestParam Role role,
			RedirectAttributes flash) {
		try {
			String name = this.users.add(username, password, role);
			this.audit.note("add user " + role, name);
			flash.addFlashAttribute("message", "User %s was added.".formatted(name));
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
			flash.addFlashAttribute("form", Map.of("username", username, "role", role));
		}
		return "redirect:/users";
	}

	@PostMapping("/{name}/enable")
	String enable(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.enable(name), "enable user", name, "User %s may sign in again.".formatted(name),
				flash);
	}

	@PostMapping("/{name}/disable")
	String disable(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.disable(name), "disable user", name,
				"User %s is signed out and may not sign in.".formatted(name), flash);
	}

	@PostMapping("/{name}/remove")
	String remove(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.remove(name), "remove user", name, "User %s was removed.".formatted(name),
				flash);
	}

	@PostMapping("/{name}/role")
	String changeRole(@PathVariable String name, @RequestParam Role role, RedirectAttributes flash) {
		return change(() -> this.users.changeRole(name, role), "make user " + role, name,
				"User %s is now %s.".formatted(name, role), flash);
	}

	@PostMapping("/{name}/password")
	String changePassword(@PathVariable String name, @RequestParam String password, RedirectAttributes flash) {
		return change(() -> this.users.changePassword(name, password, null), "set password", name,
				"User %s has a new password and is signed out.".formatted(name), flash);
	}

	private String change(Runnable change, String what, String name, String message, RedirectAttributes flash) {
		try {
			change.run();
			this.audit.note(what, name);
			flash.addFlashAttribute("message", message);
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.getMessage());
		}
		return "redirect:/users";
	}

}
