package io.strapper.dashboard;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import io.strapper.app.UnusableFolder;
import io.strapper.language.ReaderLanguage;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

import org.springframework.stereotype.Component;

/**
 * Renders the parts of the dashboard that change, from the same templates for the page
 * and for what is sent to an open page. A tile is rendered once for all who may the same
 * and read the same language.
 */
@Component
class Rows {

	private final ITemplateEngine templates;

	Rows(ITemplateEngine templates) {
		this.templates = templates;
	}

	/** The row of an app as one viewer sees it. */
	String row(Tile tile, Viewer viewer, HttpServletRequest request, HttpServletResponse response) {
		boolean mayPress = viewer.mayPress(tile);
		String key = ReaderLanguage.of(request).tag() + request.getContextPath() + (viewer.admin() ? " a" : " v")
				+ (mayPress ? "p" : "");
		String known = tile.rows().get(key);
		if (known != null) {
			return known;
		}
		String made = render("app-row", request, response, Map.of("app", tile.view(mayPress, viewer.admin()), "group",
				tile.group(), "rank", tile.state().rank(), "at", tile.startedAt(), "bars", RunBars.of(tile.runs())));
		tile.rows().put(key, made);
		return made;
	}

	/** The folders that cannot be apps. */
	String unusable(List<UnusableFolder> folders, HttpServletRequest request, HttpServletResponse response) {
		return render("unusable", request, response, Map.of("unusable", folders));
	}

	private String render(String template, HttpServletRequest request, HttpServletResponse response,
			Map<String, Object> variables) {
		JakartaServletWebApplication application = JakartaServletWebApplication
			.buildApplication(request.getServletContext());
		WebContext context = new WebContext(application.buildExchange(request, response),
				ReaderLanguage.of(request).locale(), variables);
		return this.templates.process(template, context).strip().replaceAll("\\s+", " ");
	}

}
