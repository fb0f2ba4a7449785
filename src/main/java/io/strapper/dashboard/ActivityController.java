package io.strapper.dashboard;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.strapper.app.App;
import io.strapper.app.AppId;
import io.strapper.app.Apps;
import io.strapper.security.AppRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What happened: who pressed, cancelled and deleted what, when, and what came of it, over
 * all apps that one may see.
 */
@Controller
class ActivityController {

	private static final int PAGE = 50;

	private static final int MOST = 1000;

	private static final List<String> FILTERS = List.of("app", "who", "what", "state", "since", "until");

	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");

	private final Deeds deeds;

	private final Apps apps;

	private final AppRules rules;

	ActivityController(Deeds deeds, Apps apps, AppRules rules) {
		this.deeds = deeds;
		this.apps = apps;
		this.rules = rules;
	}

	@GetMapping("/activity")
	String page(@RequestParam Map<String, String> query, Authentication user, Model model) {
		List<Deed> deeds = list(query, user, PAGE + 1);
		List<Deed> page = deeds.subList(0, Math.min(PAGE, deeds.size()));
		Map<String, App> names = this.apps.all()
			.stream()
			.collect(Collectors.toMap((app) -> app.id().value(), (app) -> app));
		model.addAttribute("lines", page.stream().map((deed) -> Line.of(deed, names.get(deed.app()))).toList());
		Map<String, String> filters = new LinkedHashMap<>();
		FILTERS.forEach((name) -> filters.put(name, text(query, name)));
		model.addAttribute("query", filters);
		model.addAttribute("filtered", !filled(query).isEmpty());
		model.addAttribute("apps",
				names.values()
					.stream()
					.filter((app) -> this.rules.maySee(user, app.id()))
					.map(App::id)
					.sorted()
					.toList());
		model.addAttribute("older", (deeds.size() > PAGE) ? address(query, page.get(PAGE - 1)) : null);
		model.addAttribute("newest", query.containsKey("before") ? address(query, null) : null);
		return "activity";
	}

	/**
	 * What was pressed, by whom, newest first, in the apps that you may see.
	 * @param limit how many at most
	 */
	@Operation(operationId = "activity")
	@Parameter(name = "app", in = ParameterIn.QUERY, description = "only this app")
	@Parameter(name = "who", in = ParameterIn.QUERY, description = "only this user")
	@Parameter(name = "what", in = ParameterIn.QUERY, description = "only this kind of deed")
	@Parameter(name = "state", in = ParameterIn.QUERY, description = "only runs of this status")
	@Parameter(name = "since", in = ParameterIn.QUERY, description = "a day, and those after it",
			example = "2026-11-24")
	@Parameter(name = "until", in = ParameterIn.QUERY, description = "a day, and those before it",
			example = "2026-11-30")
	@Parameter(name = "zone", in = ParameterIn.QUERY, description = "whose days", example = "Europe/Berlin")
	@GetMapping("/api/activity")
	@ResponseBody
	List<Deed> json(@RequestParam @Parameter(hidden = true) Map<String, String> query,
			@RequestParam(defaultValue = "100") @Schema(minimum = "0", maximum = "" + MOST) int limit,
			Authentication user) {
		return list(query, user, Math.max(0, Math.min(limit, MOST)));
	}

	private List<Deed> list(Map<String, String> query, Authentication user, int limit) {
		ZoneId zone = zone(query.getOrDefault("zone", ""));
		Deeds.Wanted wanted = new Deeds.Wanted(text(query, "app"), text(query, "who"), text(query, "what"),
				text(query, "state"), day(text(query, "since"), zone, 0, FIRST),
				day(text(query, "until"), zone, 1, LAST));
		return this.deeds.list(wanted, visible(user), place(text(query, "before")), limit);
	}

	private static String text(Map<String, String> query, String name) {
		return query.getOrDefault(name, "").strip();
	}

	private @Nullable List<AppId> visible(Authentication user) {
		if (this.rules.isAdmin(user)) {
			return null;
		}
		return Stream.concat(this.apps.all().stream().map(App::id), this.apps.removed().stream())
			.filter((app) -> this.rules.maySee(user, app))
			.toList();
	}

	/** What cannot be read is as if it were not there: a form was filled in by hand. */
	private static Instant day(String day, ZoneId zone, int later, Instant otherwise) {
		try {
			Instant start = LocalDate.parse(day).plusDays(later).atStartOfDay(zone).toInstant();
			return start.isBefore(FIRST) || start.isAfter(LAST) ? otherwise : start;
		}
		catch (DateTimeException ex) {
			return otherwise;
		}
	}

	private static ZoneId zone(String zone) {
		try {
			return ZoneId.of(zone);
		}
		catch (DateTimeException ex) {
			return ZoneOffset.UTC;
		}
	}

	private static Deeds.@Nullable Place place(String text) {
		try {
			String[] parts = text.split("_", 2);
			Instant at = Instant.parse(parts[0]);
			return at.isBefore(FIRST) || at.isAfter(LAST) ? null : new Deeds.Place(at, parts[1]);
		}
		catch (DateTimeException | ArrayIndexOutOfBoundsException ex) {
			return null;
		}
	}

	/** What is filtered by, and is not empty. */
	private static Map<String, String> filled(Map<String, String> query) {
		Map<String, String> filled = new LinkedHashMap<>();
		for (String name : FILTERS) {
			if (!text(query, name).isEmpty()) {
				filled.put(name, text(query, name));
			}
		}
		return filled;
	}

	/** The page of the same filters behind a deed, or the first one. */
	private static String address(Map<String, String> query, @Nullable Deed last) {
		UriComponentsBuilder address = UriComponentsBuilder.fromPath("/activity");
		filled(query).forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
		Map<String, Object> values = new LinkedHashMap<>(filled(query));
		address.queryParam("zone", "{zone}");
		values.put("zone", text(query, "zone"));
		if (last != null) {
			address.queryParam("before", "{before}");
			values.put("before", last.at() + "_" + last.id());
		}
		return address.encode().buildAndExpand(values).toUriString();
	}

	/**
	 * A deed as the page shows it.
	 *
	 * @param deed the deed
	 * @param name what people call the app
	 */
	record Line(Deed deed, String name) {

		static Line of(Deed deed, @Nullable App app) {
			return new Line(deed, (app != null) ? app.name() : deed.app());
		}

	}

}
