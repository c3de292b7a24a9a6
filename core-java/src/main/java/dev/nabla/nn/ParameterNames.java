package dev.nabla.nn;

import dev.nabla.tensor.Parameter;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks through the components of layers and collects their parameters under the path that led there. */
final class ParameterNames {
  private final Map<String, Parameter> named = new LinkedHashMap<>();
  private final Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ParameterNames() {}

  static Map<String, Parameter> of(Layer layer) {
    ParameterNames names = new ParameterNames();
    if (layer instanceof Record record) {
      names.components("", record);
    } else {
      requireNothingHidden(layer.getClass());
    }
    return Collections.unmodifiableMap(names.named);
  }

  private void components(String prefix, Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      collect(prefix + component.getName(), value(record, component));
    }
  }

  private void collect(String path, Object value) {
    if (value instanceof Parameter parameter) {
      if (seen.add(parameter)) {
        named.put(path, parameter);
      }
    } else if (value instanceof Layer layer) {
      layer.namedParameters().forEach((name, parameter) -> collect(path + "." + name, parameter));
    } else if (value instanceof Record record) {
      components(path + ".", record);
    } else if (value instanceof List<?> list) {
      int i = 0;
      for (Object element : list) {
        collect(path + "." + i++, element);
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> collect(path + "." + key, element));
    }
  }

  private static Object value(Record record, RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (InaccessibleObjectException | IllegalAccessException refused) {
      throw new IllegalStateException("namedParameters: the components of " + record.getClass().getName()
          + " cannot be read; open its package to the module dev.nabla.core, or override namedParameters", refused);
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException("namedParameters: component " + component.getName() + " of "
          + record.getClass().getName() + " cannot be read: " + failed.getCause(), failed.getCause());
    }
  }

  /** Parameters in a class, or captured by a lambda, would silently never be trained. */
  private static void requireNothingHidden(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        boolean holds = Parameter.class.isAssignableFrom(field.getType())
            || Layer.class.isAssignableFrom(field.getType());
        if (holds && !Modifier.isStatic(field.getModifiers())) {
          throw new IllegalStateException("namedParameters: " + type.getName() + " holds a "
              + field.getType().getSimpleName() + " but is no record; make it a record, or override namedParameters");
        }
      }
    }
  }
}
