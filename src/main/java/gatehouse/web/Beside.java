package gatehouse.web;

/// The details that stand beside the list.
public record Beside(Panel panel, Content content) {
}
