package io.strapper.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.strapper.app.App;
import io.strapper.app.Apps;
import io.strapper.audit.Audit;
import io.strapper.language.Sentence;
import io.strapper.security.SignInWays;
import io.strapper.user.Groups;
import io.strapper.user.LocalPasswords;
import io.strapper.user.RefusedException;
import io.strapper.user.Role;
import io.strapper.user.User;
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

	private final LocalPasswords passwords;

	private final Apps apps;

	private final Audit audit;

	private final SignInWays ways;

	UsersController(Users users, LocalPasswords passwords, Apps apps, Audit audit, SignInWays ways) {
		this.users = users;
		this.passwords = passwords;
		this.apps = apps;
		this.audit = audit;
		this.ways = ways;
	}

	@GetMapping
	String users(Model model) {
		List<User> users = this.users.all();
		model.addAttribute("ways", this.ways);
		model.addAttribute("users", users);
		model.addAttribute("deploys", deploys(users));
		if (!model.containsAttribute("form")) {
			model.addAttribute("form", Map.of("username", "", "role", Role.VIEWER));
		}
		return "users";
	}

	/** The names of the apps that each viewer may deploy, by the viewer's name. */
	private Map<String, List<String>> deploys(List<User> users) {
		List<App> apps = this.apps.all();
		Map<String, List<String>> deploys = new HashMap<>();
		for (User user : users) {
			Set<String> names = new HashSet<>(user.groups().marked());
			names.add(user.name());
			deploys.put(user.name(),
					apps.stream().filter((app) -> app.access().mayPress(names)).map(App::name).toList());
		}
		return deploys;
	}

	@PostMapping
	String add(@RequestParam String username, @RequestParam String password, @RequestParam Role role,
			RedirectAttributes flash) {
		try {
			String name = this.users.add(username, password, role);
			this.audit.note("add user " + role, name);
			flash.addFlashAttribute("message", Sentence.of("done.user.added", name));
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.sentence());
			flash.addFlashAttribute("form", Map.of("username", username, "role", role));
		}
		return "redirect:/users";
	}

	@PostMapping("/{name}/enable")
	String enable(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.enable(name), "enable user", name, Sentence.of("done.user.enabled", name),
				flash);
	}

	@PostMapping("/{name}/disable")
	String disable(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.disable(name), "disable user", name, Sentence.of("done.user.disabled", name),
				flash);
	}

	@PostMapping("/{name}/remove")
	String remove(@PathVariable String name, RedirectAttributes flash) {
		return change(() -> this.users.remove(name), "remove user", name, Sentence.of("done.user.removed", name),
				flash);
	}

	@PostMapping("/{name}/role")
	String changeRole(@PathVariable String name, @RequestParam Role role, RedirectAttributes flash) {
		return change(() -> changeRole(name, role), "make user " + role, name,
				Sentence.of((role == Role.ADMIN) ? "done.user.admin" : "done.user.viewer", name), flash);
	}

	@PostMapping("/{name}/groups")
	String changeGroups(@PathVariable String name, @RequestParam String groups, RedirectAttributes flash) {
		return change(() -> changeGroups(name, groups), "set groups", name, Sentence.of("done.user.groups", name),
				flash);
	}

	@PostMapping("/{name}/password")
	String resetPassword(@PathVariable String name, @RequestParam String password, RedirectAttributes flash) {
		return change(() -> this.passwords.reset(name, password), "set password", name,
				Sentence.of("done.user.password", name), flash);
	}

	private void changeRole(String name, Role role) {
		if (this.ways.rolesFromProvider() && !this.users.isLocal(name)) {
			throw new RefusedException(Sentence.of("problem.user.role-elsewhere", name));
		}
		this.users.changeRole(name, role);
	}

	private void changeGroups(String name, String groups) {
		if (this.ways.groupsFromProvider() && !this.users.isLocal(name)) {
			throw new RefusedException(Sentence.of("problem.user.groups-elsewhere", name));
		}
		this.users.changeGroups(name, Groups.typed(groups));
	}

	private String change(Runnable change, String what, String name, Sentence message, RedirectAttributes flash) {
		try {
			change.run();
			this.audit.note(what, name);
			flash.addFlashAttribute("message", message);
		}
		catch (RefusedException ex) {
			flash.addFlashAttribute("problem", ex.sentence());
		}
		return "redirect:/users";
	}

}
