package gatehouse.config;

import java.util.Set;

import gatehouse.action.Right;

/// A named set of rights.
public record Role(String name, Set<Right> rights) {
}
