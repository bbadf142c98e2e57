package gatehouse.config;

/// Something wrong in `gatehouse.yaml`: where (from 1), what, and what would be right.
public record Mistake(int line, int column, String what, String allowed) implements Comparable<Mistake> {

    @Override
    public int compareTo(Mistake other) {
        return java.util.Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column).thenComparing(Mistake::what)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "line %d, column %d: %s%s".formatted(line, column, what, allowed.isEmpty() ? "" : " " + allowed);
    }
}
