package io.strapper.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import io.strapper.audit.Audit;
import io.strapper.audit.AuditEntry;
import io.strapper.http.CsvLine;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * The audit as a page, as JSON and as CSV; only an administrator may see it.
 */
@Controller
class AuditController {

	private static final int PAGE = 100;

	private static final int MOST = 1000;

	private static final String NEWEST = "9223372036854775807";

	private final Audit audit;

	AuditController(Audit audit) {
		this.audit = audit;
	}

	@GetMapping("/audit")
	String page(@RequestParam(defaultValue = NEWEST) long before, Model model) {
		List<AuditEntry> entries = this.audit.entries(before, PAGE + 1);
		model.addAttribute("entries", entries.subList(0, Math.min(PAGE, entries.size())));
		model.addAttribute("older", (entries.size() > PAGE) ? entries.get(PAGE - 1).id() : null);
		model.addAttribute("newest", before == Long.MAX_VALUE);
		return "audit";
	}

	/**
	 * What was done, newest first; for administrators.
	 * @param before only entries with a lower identifier
	 * @param limit how many at most
	 */
	@Operation(operationId = "audit")
	@GetMapping("/api/audit")
	@ResponseBody
	List<AuditEntry> json(@RequestParam(defaultValue = NEWEST) long before,
			@RequestParam(defaultValue = "100") @Schema(minimum = "0", maximum = "" + MOST) int limit) {
		return this.audit.entries(before, Math.max(0, Math.min(limit, MOST)));
	}

	/** The whole audit as CSV; for administrators. */
	@Operation(operationId = "auditCsv")
	@GetMapping("/api/audit.csv")
	@ResponseBody
	@ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv"))
	void csv(HttpServletResponse response) throws IOException {
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader("Content-Disposition", "attachment; filename=\"strapper-audit.csv\"");
		PrintWriter out = response.getWriter();
		out.print("at,who,what,target,address,credential\r\n");
		this.audit.forEach((entry) -> out.print(line(entry)));
	}

	private static String line(AuditEntry entry) {
		return CsvLine.of(entry.at(), entry.who(), entry.what(), entry.target(), entry.address(), entry.credential());
	}

}
