package io.strapper.dashboard;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.strapper.home.Home;
import io.strapper.language.ReaderLanguage;
import io.strapper.language.Texts;
import io.strapper.live.Logs;
import io.strapper.security.AppRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The dashboard, whole without JavaScript, what keeps it current, and all apps as JSON.
 */
@Controller
class DashboardController {

	/** So long the size of an active run's log may be an old one. */
	private static final Duration SIZES_MAX_AGE = Duration.ofSeconds(1);

	private static final String ADD = """
			mkdir %1$s && cd %1$s
			printf '#!/bin/sh\\necho Hello from $STRAPPER_APP\\n' > deploy
			chmod +x deploy
			echo 'name: Hello' > app.yml
			""";

	private final Cache<String, Json> answers = Caffeine.newBuilder().maximumSize(32).softValues().build();

	private final Board board;

	private final AppRules rules;

	private final Rows rows;

	private final Home home;

	private final JsonMapper mapper;

	private final Logs logs;

	DashboardController(Board board, AppRules rules, Rows rows, Home home, JsonMapper mapper, Logs logs) {
		this.board = board;
		this.rules = rules;
		this.rows = rows;
		this.home = home;
		this.mapper = mapper;
		this.logs = logs;
	}

	@GetMapping("/")
	String dashboard(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String state,
			Authentication user, HttpServletRequest request, HttpServletResponse response, Model model) {
		Board.State now = this.board.now();
		Viewer viewer = Viewer.of(user, this.rules);
		Selection selection = new Selection(q, state);
		List<Tile> tiles = viewer.visible(now).sorted(Tile.ORDER).toList();
		model.addAttribute("version", version(now, viewer, request));
		model.addAttribute("selection", selection);
		model.addAttribute("count", tiles.size());
		model.addAttribute("totals", totals(tiles));
		List<Group> groups = groups(tiles, selection, viewer, request, response);
		model.addAttribute("groups", groups);
		model.addAttribute("matching", groups.stream().anyMatch((group) -> group.getShown() > 0));
		model.addAttribute("unusable", viewer.admin() ? this.rows.unusable(now.unusable(), request, response) : "");
		if (viewer.admin()) {
			model.addAttribute("appsFolder", this.home.apps());
			model.addAttribute("addCommands", ADD.formatted(quoted(this.home.apps().resolve("hello"))));
		}
		return "apps";
	}

	/** As a shell takes it. */
	private static String quoted(Path path) {
		return "'" + path.toString().replace("'", "'\\''") + "'";
	}

	private static Map<AppState, Long> totals(List<Tile> tiles) {
		Map<AppState, Long> totals = new EnumMap<>(AppState.class);
		Stream.of(AppState.values()).forEach((state) -> totals.put(state, 0L));
		tiles.forEach((tile) -> totals.merge(tile.state(), 1L, Long::sum));
		return totals;
	}

	private List<Group> groups(List<Tile> tiles, Selection selection, Viewer viewer, HttpServletRequest request,
			HttpServletResponse response) {
		boolean grouped = tiles.stream().anyMatch((tile) -> !tile.app().labels().isEmpty());
		Texts texts = new Texts(ReaderLanguage.of(request));
		Map<String, Group> groups = new TreeMap<>();
		for (Tile tile : tiles) {
			boolean shown = selection.isEmpty() || selection.contains(viewer.view(tile), texts);
			groups.computeIfAbsent(grouped ? tile.group() : "", (key) -> new Group(key, grouped))
				.add(this.rows.row(tile, viewer, request, response), shown);
		}
		return List.copyOf(groups.values());
	}

	/**
	 * What is new since a page was rendered or asked last.
	 * @param since the version that the page has
	 */
	@GetMapping("/api/dashboard")
	@ResponseBody
	News news(@RequestParam(defaultValue = "") String since, Authentication user, HttpServletRequest request,
			HttpServletResponse response) {
		Board.State now = this.board.now();
		Viewer viewer = Viewer.of(user, this.rules);
		String version = version(now, viewer, request);
		if (version.equals(since)) {
			return new News(since, Map.of(), null, null);
		}
		long known = known(since, version);
		Map<String, String> changed = new LinkedHashMap<>();
		viewer.visible(now)
			.filter((tile) -> tile.version() > known)
			.forEach((tile) -> changed.put(tile.app().id().value(), this.rows.row(tile, viewer, request, response)));
		if (now.listVersion() <= known) {
			return new News(version, changed, null, null);
		}
		List<String> apps = viewer.visible(now).map((tile) -> tile.app().id().value()).toList();
		return new News(version, changed, apps,
				viewer.admin() ? this.rows.unusable(now.unusable(), request, response) : "");
	}

	/** What an open page has: of the board, in one language. */
	private String version(Board.State now, Viewer viewer, HttpServletRequest request) {
		return ReaderLanguage.of(request).tag() + version(now, viewer);
	}

	/** Of the server, of the board and of the rights of whoever looks. */
	private String version(Board.State now, Viewer viewer) {
		return this.board.epoch() + viewer.kind() + now.version();
	}

	/** What another server, or a page with other rights, knows does not count. */
	private static long known(String since, String version) {
		String fixed = version.replaceFirst("[0-9]+$", "");
		String number = since.startsWith(fixed) ? since.substring(fixed.length()) : "";
		return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : -1;
	}

	/** All apps; what has not changed is not sent again to those who have it. */
	@Operation(operationId = "apps")
	@GetMapping("/api/apps")
	@ResponseBody
	@ApiResponse(responseCode = "200",
			content = @Content(array = @ArraySchema(schema = @Schema(implementation = AppView.class))))
	ResponseEntity<byte[]> apps(@RequestHeader(name = HttpHeaders.IF_NONE_MATCH, defaultValue = "") String known,
			Authentication user) {
		Board.State now = this.board.now();
		Viewer viewer = Viewer.of(user, this.rules);
		// A browser keeps answers when another user signs in
		String tag = "W/\"%s-%x\"".formatted(version(now, viewer), viewer.rights().hashCode());
		ResponseEntity.BodyBuilder answer = ResponseEntity
			.status(known.equals(tag) ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
			.cacheControl(CacheControl.noCache().cachePrivate())
			.eTag(tag);
		return known.equals(tag) ? answer.build()
				: answer.contentType(MediaType.APPLICATION_JSON).body(json(now, viewer));
	}

	private byte[] json(Board.State now, Viewer viewer) {
		Json known = this.answers.getIfPresent(viewer.rights());
		if (known != null && known.state() == now && System.nanoTime() - known.at() < SIZES_MAX_AGE.toNanos()) {
			return known.bytes();
		}
		byte[] bytes = this.mapper
			.writeValueAsBytes(viewer.visible(now).map((tile) -> viewer.view(tile.fresh(this.logs))).toList());
		this.answers.put(viewer.rights(), new Json(now, System.nanoTime(), bytes));
		return bytes;
	}

	/**
	 * What an open page does not know.
	 *
	 * @param version to ask with the next time
	 * @param rows the rows that are new or have changed, by app
	 * @param apps all apps that are to be seen, or null: the same as before
	 * @param unusable the folders that cannot be apps, or null: the same as before
	 */
	record News(String version, Map<String, String> rows, @Nullable List<String> apps, @Nullable String unusable) {

	}

	private record Json(Board.State state, long at, byte[] bytes) {

	}

}
