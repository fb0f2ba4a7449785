package io.strapper.cluster;

import io.strapper.language.Sentence;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page where administrators see the nodes and drain them. */
@Controller
@RequestMapping("/nodes")
class NodesController {

	private final NodeDesk desk;

	NodesController(NodeDesk desk) {
		this.desk = desk;
	}

	@GetMapping
	String page(Model model) {
		model.addAttribute("nodes", this.desk.all());
		return "nodes";
	}

	@PostMapping("/{node}/drain")
	String drain(@PathVariable String node, RedirectAttributes flash) {
		flash.addFlashAttribute("message", Sentence.of("nodes.drained", this.desk.drain(node).name()));
		return "redirect:/nodes";
	}

	@PostMapping("/{node}/undrain")
	String undrain(@PathVariable String node, RedirectAttributes flash) {
		flash.addFlashAttribute("message", Sentence.of("nodes.undrained", this.desk.undrain(node).name()));
		return "redirect:/nodes";
	}

}
