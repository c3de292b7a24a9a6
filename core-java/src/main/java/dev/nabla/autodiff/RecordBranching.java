package dev.nabla.autodiff;

import dev.nabla.tensor.Parameter;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records: their components are the parts, and their canonical constructor puts them together. */
record RecordBranching() implements Branching {
  @Override
  public boolean covers(Object value) {
    return value instanceof Record;
  }

  @Override
  public Map<String, Object> parts(Object branch) {
    Map<String, Object> parts = new LinkedHashMap<>();
    for (RecordComponent component : branch.getClass().getRecordComponents()) {
      parts.put(component.getName(), call(branch.getClass(), component.getAccessor(),
          () -> component.getAccessor().invoke(branch)));
    }
    return parts;
  }

  @Override
  public Object with(Object branch, List<Object> parts) {
    Class<?> type = branch.getClass();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      if (components[i].getType() == Parameter.class && !(parts.get(i) instanceof Parameter)) {
        throw new IllegalArgumentException("tree: component " + components[i].getName() + " of "
            + type.getSimpleName() + " is a Parameter, whose gradient backward() collects; declare it as a Tensor, "
            + "which a Parameter is too");
      }
    }
    Constructor<?> constructor = canonical(type, components);
    return call(type, constructor, () -> constructor.newInstance(parts.toArray()));
  }

  private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible); // every record has one
    }
  }

  /** Something reflection does, whose own failures are failures of the record's code. */
  private interface Call {
    Object run() throws ReflectiveOperationException;
  }

  private static Object call(Class<?> type, AccessibleObject member, Call call) {
    try {
      member.setAccessible(true);
      return call.run();
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
    } catch (InaccessibleObjectException | ReflectiveOperationException refused) {
      throw new IllegalStateException("tree: the components of " + type.getName()
          + " cannot be reached; open its package to the module dev.nabla.core", refused);
    }
  }
}
