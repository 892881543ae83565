/**
 * The part of TensorFlow's C API that the engine calls, as data.
 *
 * Opaque pointers are `usize`, so that they travel as `bigint` and whole lists
 * of them fit a `BigUint64Array`. The C type stands beside each parameter.
 *
 * Source: tensorflow/c/c_api.h, tensorflow/c/tf_tensor.h and
 * tensorflow/c/eager/c_api.h, TensorFlow 2.21.
 */

/** `TF_Output`, passed by value: `{ TF_Operation* oper; int index; }`. */
const TF_OUTPUT = { struct: ["usize", "i32"] } as const;

export const symbols = {
  // -- Library, status, buffers ---------------------------------------------
  TF_Version: { parameters: [], result: "pointer" },
  TF_NewStatus: { parameters: [], result: "usize" },
  TF_GetCode: { parameters: ["usize" /* const TF_Status* */], result: "i32" },
  TF_Message: {
    parameters: ["usize" /* const TF_Status* */],
    result: "pointer",
  },
  TF_NewBuffer: { parameters: [], result: "pointer" },
  TF_DeleteBuffer: { parameters: ["pointer" /* TF_Buffer* */], result: "void" },

  // -- Copies between JavaScript and native memory, from the C library -------
  copyIn: {
    name: "memcpy",
    parameters: ["usize", /* void* */ "buffer", /* const void* */ "usize"],
    result: "usize",
  },
  copyOut: {
    name: "memcpy",
    parameters: ["buffer", /* void* */ "usize", /* const void* */ "usize"],
    result: "usize",
  },

  // -- Tensors ---------------------------------------------------------------
  TF_AllocateTensor: {
    parameters: [
      "i32", /* TF_DataType */
      "buffer", /* const int64_t* dims */
      "i32", /* int num_dims */
      "usize", /* size_t len */
    ],
    result: "usize",
  },
  TF_DeleteTensor: { parameters: ["usize" /* TF_Tensor* */], result: "void" },
  TF_TensorData: {
    parameters: ["usize" /* const TF_Tensor* */],
    result: "usize",
  },
  TF_TensorByteSize: {
    parameters: ["usize" /* const TF_Tensor* */],
    result: "usize",
  },

  // -- Context and devices ---------------------------------------------------
  TFE_NewContextOptions: { parameters: [], result: "usize" },
  TFE_ContextOptionsSetConfig: {
    parameters: [
      "usize", /* TFE_ContextOptions* */
      "buffer", /* const void* proto */
      "usize", /* size_t proto_len */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TFE_DeleteContextOptions: {
    parameters: ["usize" /* TFE_ContextOptions* */],
    result: "void",
  },
  TFE_NewContext: {
    parameters: [
      "usize", /* const TFE_ContextOptions* */
      "usize", /* TF_Status* */
    ],
    result: "usize",
  },
  TFE_DeleteContext: {
    parameters: ["usize" /* TFE_Context* */],
    result: "void",
  },
  TFE_ContextClearCaches: {
    parameters: ["usize" /* TFE_Context* */],
    result: "void",
  },
  TFE_ContextListDevices: {
    parameters: ["usize", /* TFE_Context* */ "usize" /* TF_Status* */],
    result: "usize",
  },
  TF_DeviceListCount: {
    parameters: ["usize" /* const TF_DeviceList* */],
    result: "i32",
  },
  TF_DeviceListName: {
    parameters: [
      "usize", /* const TF_DeviceList* */
      "i32", /* int index */
      "usize", /* TF_Status* */
    ],
    result: "pointer",
  },
  TF_DeviceListType: {
    parameters: [
      "usize", /* const TF_DeviceList* */
      "i32", /* int index */
      "usize", /* TF_Status* */
    ],
    result: "pointer",
  },
  TF_DeleteDeviceList: {
    parameters: ["usize" /* TF_DeviceList* */],
    result: "void",
  },

  // -- Eager tensor handles --------------------------------------------------
  TFE_NewTensorHandle: {
    parameters: ["usize", /* const TF_Tensor* */ "usize" /* TF_Status* */],
    result: "usize",
  },
  TFE_DeleteTensorHandle: {
    parameters: ["usize" /* TFE_TensorHandle* */],
    result: "void",
  },
  TFE_TensorHandleDataType: {
    parameters: ["usize" /* TFE_TensorHandle* */],
    result: "i32",
  },
  TFE_TensorHandleNumDims: {
    parameters: ["usize", /* TFE_TensorHandle* */ "usize" /* TF_Status* */],
    result: "i32",
  },
  TFE_TensorHandleDim: {
    parameters: [
      "usize", /* TFE_TensorHandle* */
      "i32", /* int dim_index */
      "usize", /* TF_Status* */
    ],
    result: "i64",
  },
  TFE_TensorHandleResolve: {
    parameters: ["usize", /* TFE_TensorHandle* */ "usize" /* TF_Status* */],
    result: "usize",
  },
  TFE_TensorHandleCopyToDevice: {
    parameters: [
      "usize", /* TFE_TensorHandle* */
      "usize", /* TFE_Context* */
      "buffer", /* const char* device_name */
      "usize", /* TF_Status* */
    ],
    result: "usize",
  },

  // -- Eager ops -------------------------------------------------------------
  TFE_NewOp: {
    parameters: [
      "usize", /* TFE_Context* */
      "buffer", /* const char* op_or_function_name */
      "usize", /* TF_Status* */
    ],
    result: "usize",
  },
  TFE_DeleteOp: { parameters: ["usize" /* TFE_Op* */], result: "void" },
  TFE_OpAddInput: {
    parameters: [
      "usize", /* TFE_Op* */
      "usize", /* TFE_TensorHandle* */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TFE_OpAddInputList: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* TFE_TensorHandle** */
      "i32", /* int num_inputs */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TFE_OpSetAttrString: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const void* value */
      "usize", /* size_t length */
    ],
    result: "void",
  },
  TFE_OpSetAttrInt: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "i64", /* int64_t value */
    ],
    result: "void",
  },
  TFE_OpSetAttrIntList: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const int64_t* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TFE_OpSetAttrFloat: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "f32", /* float value */
    ],
    result: "void",
  },
  TFE_OpSetAttrFloatList: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const float* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TFE_OpSetAttrBool: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "u8", /* unsigned char value */
    ],
    result: "void",
  },
  TFE_OpSetAttrBoolList: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const unsigned char* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TFE_OpSetAttrType: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "i32", /* TF_DataType value */
    ],
    result: "void",
  },
  TFE_OpSetAttrTypeList: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const TF_DataType* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TFE_OpSetAttrShape: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const int64_t* dims */
      "i32", /* int num_dims */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TFE_OpSetAttrFunctionName: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* const char* attr_name */
      "buffer", /* const char* data */
      "usize", /* size_t length */
    ],
    result: "void",
  },
  TFE_Execute: {
    parameters: [
      "usize", /* TFE_Op* */
      "buffer", /* TFE_TensorHandle** retvals */
      "buffer", /* int* num_retvals */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },

  // -- Graphs and functions --------------------------------------------------
  TF_NewGraph: { parameters: [], result: "usize" },
  TF_DeleteGraph: { parameters: ["usize" /* TF_Graph* */], result: "void" },
  TF_GraphGetOpDef: {
    parameters: [
      "usize", /* TF_Graph* */
      "buffer", /* const char* op_name */
      "pointer", /* TF_Buffer* output_op_def */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TF_NewOperation: {
    parameters: [
      "usize", /* TF_Graph* */
      "buffer", /* const char* op_type */
      "buffer", /* const char* oper_name */
    ],
    result: "usize",
  },
  TF_AddInput: {
    parameters: ["usize", /* TF_OperationDescription* */ TF_OUTPUT],
    result: "void",
  },
  TF_AddInputList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const TF_Output* */
      "i32", /* int num_inputs */
    ],
    result: "void",
  },
  TF_SetAttrString: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const void* value */
      "usize", /* size_t length */
    ],
    result: "void",
  },
  TF_SetAttrInt: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "i64", /* int64_t value */
    ],
    result: "void",
  },
  TF_SetAttrIntList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const int64_t* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TF_SetAttrFloat: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "f32", /* float value */
    ],
    result: "void",
  },
  TF_SetAttrFloatList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const float* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TF_SetAttrBool: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "u8", /* unsigned char value */
    ],
    result: "void",
  },
  TF_SetAttrBoolList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const unsigned char* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TF_SetAttrType: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "i32", /* TF_DataType value */
    ],
    result: "void",
  },
  TF_SetAttrTypeList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const TF_DataType* values */
      "i32", /* int num_values */
    ],
    result: "void",
  },
  TF_SetAttrShapeList: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const int64_t* const* dims */
      "buffer", /* const int* num_dims */
      "i32", /* int num_shapes */
    ],
    result: "void",
  },
  TF_SetAttrShape: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "buffer", /* const int64_t* dims */
      "i32", /* int num_dims */
    ],
    result: "void",
  },
  TF_SetAttrTensor: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "buffer", /* const char* attr_name */
      "usize", /* TF_Tensor* value */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TF_FinishOperation: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "usize", /* TF_Status* */
    ],
    result: "usize",
  },
  TF_AddControlInput: {
    parameters: [
      "usize", /* TF_OperationDescription* */
      "usize", /* TF_Operation* input */
    ],
    result: "void",
  },
  TF_OperationOutputType: { parameters: [TF_OUTPUT], result: "i32" },
  TF_GraphGetTensorNumDims: {
    parameters: ["usize", /* TF_Graph* */ TF_OUTPUT, "usize" /* TF_Status* */],
    result: "i32",
  },
  TF_GraphGetTensorShape: {
    parameters: [
      "usize", /* TF_Graph* */
      TF_OUTPUT,
      "buffer", /* int64_t* dims */
      "i32", /* int num_dims */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TF_GraphSetTensorShape: {
    parameters: [
      "usize", /* TF_Graph* */
      TF_OUTPUT,
      "buffer", /* const int64_t* dims */
      "i32", /* int num_dims */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TF_GraphToFunctionWithControlOutputs: {
    parameters: [
      "usize", /* const TF_Graph* fn_body */
      "buffer", /* const char* fn_name */
      "u8", /* unsigned char append_hash_to_fn_name */
      "i32", /* int num_opers */
      "buffer", /* const TF_Operation* const* opers */
      "i32", /* int ninputs */
      "buffer", /* const TF_Output* inputs */
      "i32", /* int noutputs */
      "buffer", /* const TF_Output* outputs */
      "buffer", /* const char* const* output_names */
      "i32", /* int ncontrol_outputs */
      "buffer", /* const TF_Operation* const* control_outputs */
      "buffer", /* const char* const* control_output_names */
      "usize", /* const TF_FunctionOptions* */
      "buffer", /* const char* description */
      "usize", /* TF_Status* */
    ],
    result: "usize",
  },
  TF_DeleteFunction: {
    parameters: ["usize" /* TF_Function* */],
    result: "void",
  },
  TFE_ContextAddFunction: {
    parameters: [
      "usize", /* TFE_Context* */
      "usize", /* TF_Function* */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
  TFE_ContextRemoveFunction: {
    parameters: [
      "usize", /* TFE_Context* */
      "buffer", /* const char* name */
      "usize", /* TF_Status* */
    ],
    result: "void",
  },
} as const satisfies Deno.ForeignLibraryInterface;
