package dev.nabla.data;

import java.util.List;

/**
 * Irises, 50 flowers of each of three species: sepal length, sepal width, petal length and petal width in cm (R. A.
 * Fisher, "The use of multiple measurements in taxonomic problems", 1936; UCI, CC BY 4.0), which come with the library.
 */
public final class Iris {
  private static final String SPECIES = "species";

  private Iris() {}

  /**
   * The flowers, species by species: inputs float32 [150×4] in cm as measured, not scaled; labels int64 [150], 0 to 2.
   */
  public static Dataset load() {
    return table().labelledBy(SPECIES);
  }

  /** The species that the labels 0, 1 and 2 stand for. */
  public static List<String> classNames() {
    return table().classes(SPECIES);
  }

  /** Everything with its names. */
  public static Table table() {
    return Embedded.table("iris.csv", CsvFormat.withHeader().text(SPECIES));
  }
}
